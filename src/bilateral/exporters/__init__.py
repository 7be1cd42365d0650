"""What records can be written as: one module a format or family, each named by an entry point.

An exporter is a function of a :class:`bilateral.collection.tabular.Export` and of a path, or None
where the user gives none.
"""
