"""Who there is: users who sign in, organisations, persons who compete, appointments to a role."""
