# Noor writes on her phone, in the order in which it comes to her: first the location, last about whom it is. The mail
# is read as one: Joke, about whom it is, hears nothing, whatever stands before her name.
no digests
on 2026-11-02 12:00
ouder@post.example writes: Klacht over de locatiemanager
  Joke Jansen luistert niet naar ouders en werd boos op mij.
expect receipt to ouder@post.example
expect new-case to kwaliteit
kwaliteit answers new-case: [locatie Messenmaker] [ernstig] [vertrouwelijk jansen]
expect transcript to kwaliteit
  Joke Jansen leest niets over deze zaak
expect new-case to regio
expect serious to directeur
expect serious to regio

# About the director himself: the department hears that it is serious, and decides.
on 2026-11-02 13:00
vader@post.example writes: Klacht over de directeur
  De directeur belt nooit terug.
expect receipt to vader@post.example
expect new-case to kwaliteit
kwaliteit answers new-case: [locatie Morel] [toewijzen bakker] [vertrouwelijk directeur]
expect transcript to kwaliteit
expect new-case to bakker
expect new-case to regio
expect assigned to bakker
on 2026-11-02 13:15
expect confirmation to vader@post.example
bakker answers assigned: [ernstig]
expect transcript to bakker
expect serious to regio
expect serious to kwaliteit

# The director takes a call about the department. He says about whom it is in the mail that makes the case.
directeur writes: [nieuw] [vertrouwelijk kwaliteit]
  naam: Sanne de Wit
  Zij kreeg van de afdeling geen antwoord.
expect new-case to directeur
expect transcript to directeur
