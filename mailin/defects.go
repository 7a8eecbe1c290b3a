package mailin

import "slices"

// mild are the defects of mail that is read as it was meant all the same: the ways of mail programs, mostly. They
// are told to whoever asks how a mail was read, and not to the registrar, who would see them every day.
var mild = set(
	"bad-address", "bad-encoded-word", "bad-parameters", "base64-padding", "blank-lines-first", "control-characters",
	"encoding-repaired", "hidden-characters", "line-ends", "misplaced-encoded-word", "name-cleaned", "odd-date",
	"type-corrected", "unknown-charset", "uuencoded", "wrong-charset",
)

// damage gives the defects that may have cost something that the writer wrote.
func damage(defects []string) []string {
	return slices.DeleteFunc(slices.Clone(defects), func(word string) bool { return mild[word] })
}
