"""What is wrong with a text: figures, units, names, directions, held against facts."""
