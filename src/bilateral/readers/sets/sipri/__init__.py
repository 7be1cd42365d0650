"""SIPRI's arms transfers, in each of its layouts."""
