"""The invented town of Quillmouth: clips, people and pages that a new installation can begin with.

The words lie in `clips/`, `pages/` and `people.toml`, in files that a person can edit;
`manuscripts.py` reads them, `proofs.py` looks for mistakes, `load.py` and `remove.py` are the two verbs.
"""
