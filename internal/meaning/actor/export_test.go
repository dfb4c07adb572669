package actor

// GroupsTSV and CheckGroups let the tests read the table of nouns for groups.
var GroupsTSV = groupsTSV

func CheckGroups(file, tsv string) error {
	_, err := parseGroups(file, tsv)
	return err
}
