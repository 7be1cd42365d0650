"""The data sets that can be read; one module, or folder, each."""
