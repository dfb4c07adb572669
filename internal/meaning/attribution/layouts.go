package attribution

// readTurn reads speech that has no verb: a name and a colon before what was said.
func (r *reader) readTurn() {}

// readParts reads the texts of others inside the document as their authors' accounts.
func (r *reader) readParts() {}
