"""A language model that helps drafting, where the operator names one. Without, nothing here is asked."""

from curation.intake.model.helping import help_draft

__all__ = ["help_draft"]
