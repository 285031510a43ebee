"""What the site knows of a person: given to them in full, and taken away when they leave."""
