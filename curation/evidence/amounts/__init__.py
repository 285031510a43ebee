"""The amounts of a text: value, unit, subject, time, hedge, and where each stands. Pure.

English, German and French are read in full; of any other language only digits with common units are found.
"""

from .amount import Amount, Sentence
from .reading import Reading, read

__all__ = ["Amount", "Reading", "Sentence", "read"]
