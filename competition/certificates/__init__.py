"""Certificates: frozen PDFs with a number and a code, which anyone can check."""
