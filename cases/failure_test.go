package cases

import "testing"

func TestFailureWords(t *testing.T) {
	for _, c := range []struct{ status, words, want string }{
		{"5.1.1", "", noSuchAddress},
		{"5.1.10", "550 5.1.10 RESOLVER.ADR.RecipientNotFound; not found", noSuchAddress},
		{"5.1.10", "", noSuchDomain},
		{"", "550 5.1.1 <ouder@post.example>: Recipient address rejected", noSuchAddress},
		{"5.2.2", "", mailboxFull},
		{"5.0.0", "552 Mailbox full", mailboxFull},
		{"5.7.1", "550 5.7.1 User unknown", noSuchAddress},
		{"5.7.1", "550 5.7.1 Message rejected as spam", refusedMail},
		{"5.0.0", "550 Unrouteable address", noSuchDomain},
		{"4.4.7", "delivery time expired", "De mail kwam er na dagen proberen nog niet door."},
		{"", "dial tcp: connection refused", "De mail kwam er na lang proberen niet door. De mailserver van de ouder was niet te bereiken."},
		{"", "", theirServer},
		{"5.9.99", "???", theirServer},
		{"9", "dd This user doesn't have a post.example account", noSuchAddress},
	} {
		if got := FailureWords(c.status, c.words); got != c.want {
			t.Errorf("%q %q: %s", c.status, c.words, got)
		}
	}
}

// Whatever a server says, the words are ours: nothing of it gets into the history.
func FuzzFailureWords(f *testing.F) {
	f.Add("5.1.1", "550 <ouder@post.example> unknown")
	known := map[string]bool{theirServer: true}
	for _, w := range failureCodes {
		known[w] = true
	}
	for _, w := range failureWords {
		known[w.means] = true
	}
	f.Fuzz(func(t *testing.T, status, words string) {
		if got := FailureWords(status, words); !known[got] {
			t.Fatalf("%q", got)
		}
	})
}
