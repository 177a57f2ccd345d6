"""The chief judge's side: how far marking is, where judges are too far apart, and what is done."""
