"""Files for other programs: Word, charts an office can edit, tables."""
