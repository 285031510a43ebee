"""The room in the administration: the clip arranged for editors, and to look at, what the desk keeps."""

from curation.admin import clips, newsroom

__all__ = ["clips", "newsroom"]
