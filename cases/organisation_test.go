package cases

import "testing"

func TestFirstNames(t *testing.T) {
	for name, want := range map[string]string{
		"Joke Jansen": "Joke", "Joke": "Joke", "": "", "J. Jansen": "J. Jansen", "J Jansen": "J Jansen", "Dr. Els de Wit": "Dr. Els de Wit",
		"Jan-Willem van Dijk": "Jan-Willem", "J.P. Smit": "J.P. Smit", "Ö. Kaya": "Ö. Kaya",
	} {
		if got := (Person{Name: name}).First(); got != want {
			t.Errorf("%q is called %q", name, got)
		}
	}
}
