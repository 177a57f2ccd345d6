"""The faces of everything that is printed, and how they are embedded; belongs to no stage."""
