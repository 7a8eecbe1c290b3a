package cases

import (
	"slices"
	"strings"
	"unicode"
)

// nearest gives the texts that may have been meant by a word: those at the smallest edit distance, and at most
// two changes away; a beginning of three letters is near enough.
func nearest(word string, all []string) []string {
	word = fold(word)
	best, near := 3, []string(nil)
	for _, text := range all {
		d := nearness(word, fold(text))
		if d < best {
			best, near = d, nil
		}
		if d == best && d < 3 && !slices.Contains(near, text) {
			near = append(near, text)
		}
	}
	return near
}

func nearness(word, text string) int {
	d := distance(word, text)
	if len(word) >= 3 && strings.HasPrefix(text, word) {
		return min(d, 1)
	}
	if d >= min(len(word), len(text)) { // every letter changed is another word
		return 3
	}
	return d
}

// distance counts the single-letter changes between two words (Levenshtein).
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		diagonal := row[0]
		row[0] = i + 1
		for j := range y {
			cost := 1
			if x[i] == y[j] {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(row[j+1]+1, row[j]+1, diagonal+cost)
		}
	}
	return row[len(y)]
}

// bare are the letters of European names without their accents.
var bare = strings.NewReplacer(
	"á", "a", "à", "a", "â", "a", "ä", "a", "ã", "a", "å", "a", "ç", "c", "č", "c", "ć", "c", "é", "e", "è", "e", "ê", "e", "ë", "e",
	"ę", "e", "ğ", "g", "í", "i", "ì", "i", "î", "i", "ï", "i", "ı", "i", "ł", "l", "ñ", "n", "ń", "n", "ó", "o", "ò", "o", "ô", "o", "ö", "o",
	"õ", "o", "ø", "o", "ş", "s", "š", "s", "ś", "s", "ú", "u", "ù", "u", "û", "u", "ü", "u", "ý", "y", "ÿ", "y", "ž", "z", "ż", "z", "ź", "z",
	"ĳ", "ij", "ß", "ss", "’", "'",
)

// fold gives lower case without accents and with single blanks: how people and places are compared.
func fold(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) { // an accent that stands apart from its letter
			return -1
		}
		return unicode.ToLower(r)
	}, s)
	return strings.Join(strings.Fields(bare.Replace(s)), " ")
}
