"""The control room under `/_carrier/`: seeing everything, choosing who picks up, and making things go wrong."""
