"""What every chart is made of: inks, axes, labels, captions, the description for Office."""
