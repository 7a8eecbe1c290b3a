package cases

// The fields of a web form that mean something here; the configuration maps the labels of a form to them.
const (
	FormName     = "naam"
	FormEmail    = "e-mail"
	FormPhone    = "telefoon"
	FormAddress  = "adres"
	FormChild    = "kind"
	FormLocation = "locatie"
	FormKind     = "soort"
	FormSubject  = "onderwerp"
	FormMessage  = "bericht"
)

// FormFields are the fields that a label may be mapped to: those above, the parts that some of them are made of,
// and those that are only shown.
func FormFields() []string {
	return []string{
		FormName, "voornaam", "voorletters", "tussenvoegsel", "achternaam", FormEmail, FormPhone,
		FormAddress, "straat", "huisnummer", "postcode", "woonplaats", FormChild, "geboortedatum kind",
		FormLocation, "opvangsoort", "groep", FormKind, FormSubject, FormMessage, "gewenste oplossing",
		"reeds besproken met", "toestemming", "bijlage", "datum",
	}
}

// FormField is what was filled in under one label.
type FormField struct{ Label, Value string }
