"""Certificates: numbered, drawn and frozen when issued; anybody may check one by its number.

numbers     how a number is built and read      rules   what is printed, missing, no longer true
press       draws and freezes a batch           files   names of files, archives
text, wording, pdf, drawing   values in, bytes out
accounts    how contestants get to sign in
"""
