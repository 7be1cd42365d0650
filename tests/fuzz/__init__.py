"""Files and texts that nobody meant: only errors of the package come of them.

A short run is in ``test_fuzz.py``; for a long one::

    python -m tests.fuzz --seconds 3600
    python -m tests.fuzz --atheris readers -max_total_time=3600
"""
