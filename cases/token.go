package cases

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"strings"
)

// Token is what was handed to somebody with a letter: who answers with it, is that somebody and means that
// case. As text it is 24 characters of lower-case Crockford base32: version 1, key number 1, id 6 (30
// bits), MAC 16 (80 bits). It survives case folding and line wrapping; it has no look-alike characters.
type Token struct {
	Key     int    // number of the key, 0 to 31
	ID      uint32 // 30 bits
	Org     string
	Ref     Ref    // "" when it belongs to no case
	Party   string // id of a person of the roster, or the address of the complainant
	Scope   Scope
	Expires Date // last day; zero: until 30 days after the case was closed
	Revoked bool // not under the MAC
}

// Scope is what a token may be used for.
type Scope string

// The scopes.
const (
	ScopeParent  Scope = "parent"  // to add a mail, to answer a question
	ScopeStaff   Scope = "staff"   // to command
	ScopeConfirm Scope = "confirm" // to confirm back, once
)

// Keyring holds the secrets by number. New tokens use Current.
type Keyring struct {
	Current int
	Keys    map[int][]byte
}

const crockford = "0123456789abcdefghjkmnpqrstvwxyz"

// TokenLength is the length of a token as text.
const TokenLength = 24

const tokenVersion = 1

// Text signs the token and gives its text form. It panics when the keyring lacks the token's key: that is
// a mistake of the program, not of its input.
func (k Keyring) Text(t Token) string {
	key, ok := k.Keys[t.Key]
	if !ok || len(key) < 16 {
		panic(fmt.Sprintf("cases: no key number %d in the keyring", t.Key))
	}
	var b strings.Builder
	b.WriteByte(crockford[tokenVersion])
	b.WriteByte(crockford[t.Key&31])
	for shift := 25; shift >= 0; shift -= 5 {
		b.WriteByte(crockford[t.ID>>shift&31])
	}
	b.WriteString(base32(mac(key, t)))
	return b.String()
}

// Verify tells whether the text is the signed form of the token.
func (k Keyring) Verify(text string, t Token) bool {
	if key, ok := k.Keys[t.Key]; !ok || len(key) < 16 {
		return false
	}
	return hmac.Equal([]byte(strings.ToLower(text)), []byte(k.Text(t)))
}

// TokenID reads the id of a token text; the second value tells whether it has the form of one. It says
// nothing about the token being genuine.
func TokenID(text string) (uint32, bool) {
	text = strings.ToLower(text)
	if len(text) != TokenLength || text[0] != crockford[tokenVersion] {
		return 0, false
	}
	var id uint32
	for i := range len(text) {
		v := strings.IndexByte(crockford, text[i])
		if v < 0 {
			return 0, false
		}
		if i >= 2 && i < 8 {
			id = id<<5 | uint32(v)
		}
	}
	return id, true
}

// mac covers every field, each with its length before it, so that no two tokens give the same input
// (RFC 2104 allows the cut to 80 bits).
func mac(key []byte, t Token) []byte {
	h := hmac.New(sha256.New, key)
	fields := []string{
		"complaintsd-token", fmt.Sprint(tokenVersion), fmt.Sprint(t.Key), fmt.Sprint(t.ID),
		t.Org, string(t.Ref), t.Party, string(t.Scope), t.Expires.String(),
	}
	for _, f := range fields {
		var n [4]byte
		binary.BigEndian.PutUint32(n[:], uint32(len(f)))
		h.Write(n[:])
		h.Write([]byte(f))
	}
	return h.Sum(nil)[:10]
}

func base32(b []byte) string {
	var out strings.Builder
	var acc uint32
	bits := 0
	for _, c := range b {
		acc, bits = acc<<8|uint32(c), bits+8
		for bits >= 5 {
			bits -= 5
			out.WriteByte(crockford[acc>>bits&31])
		}
	}
	return out.String()
}
