"""What pages are made of. A folder, since every file of pages/ itself gets an address."""
