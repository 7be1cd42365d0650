"""What a record is made of: vocabulary, fields, evidence, actors and the kinds of record."""
