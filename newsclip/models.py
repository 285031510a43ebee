"""The assembly has no tables. Django tells only apps with this file when migrating is over (see apps.py)."""
