"""What an auditor does, one function for each deed. Takes the unit first; writes go through here."""
