package templates

import "complaintsd/cases"

// sealed tells what to do with a mail that cannot be read here.
var sealed = map[cases.Seal]string{
	cases.SealedSMIME:      "Deze mail is versleuteld (S/MIME). Hij kan hier niet worden geopend. Vraag de afzender om hem nog een keer te sturen, maar dan gewoon. Of bel.",
	cases.SealedPGP:        "Deze mail is versleuteld (PGP). Hij kan hier niet worden geopend. Vraag de afzender om hem nog een keer te sturen, maar dan gewoon. Of bel.",
	cases.SealedMicrosoft:  elsewhere("Microsoft"),
	cases.SealedZivver:     elsewhere("Zivver"),
	cases.SealedSmartLockr: elsewhere("SmartLockr"),
	cases.SealedOther:      elsewhere("een dienst voor beveiligde mail"),
}

func elsewhere(service string) string {
	return "Dit is alleen een melding. Het bericht zelf staat op de pagina van " + service + ". Open de link in de mailbox en lees het daar. " +
		"Doe dat snel, want zo'n bericht verdwijnt vaak na een tijd. Lukt het niet? Vraag de afzender om het gewoon te mailen."
}
