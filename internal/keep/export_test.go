package keep

// SetLarge sets of how many documents on a record is woven in the background.
func SetLarge(d *Desk, documents int) { d.large = documents }

// Hold keeps a desk from weaving until it is let go.
func Hold(d *Desk) (letGo func()) {
	d.weave.Lock()
	return d.weave.Unlock
}
