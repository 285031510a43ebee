"""What a clip rests on: the numbers, quotations and passages that are checked before it goes out."""
