"""What records can be written as; one module a format."""
