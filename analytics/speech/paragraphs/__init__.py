"""Which sentences stand in which paragraph and section of a document, and in what order."""
