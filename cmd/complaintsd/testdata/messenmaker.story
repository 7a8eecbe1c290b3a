# The complaint of De Messenmaker in the yearly report of 2022, with other people.
on 2026-11-02 09:12
sanne@ouders.example writes: Mijn zoon was bang
  Gisteren sprak een medewerker mijn zoon heel boos aan. Hij was daarna verdrietig in de auto.
expect receipt to sanne@ouders.example
expect new-case to kwaliteit
  Gisteren sprak een medewerker

kwaliteit answers new-case: [locatie Messenmaker] [toewijzen jansen]
expect transcript to kwaliteit
# The people of the location read what the parent wrote now, and not before.
expect new-case to jansen
  Gisteren sprak een medewerker
  Jij behandelt de zaak
expect new-case to regio
  Gisteren sprak een medewerker
expect assigned to jansen
  Gisteren sprak een medewerker
case KLP-2026-0001 is assigned handler jansen open confirm

# The confirmation waits ten minutes, so that Noor can think again.
on 2026-11-02 09:21
expect nothing
on 2026-11-02 09:23
expect confirmation to sanne@ouders.example
  Joke Jansen
  maandag 23 november
case KLP-2026-0001 is confirmed kept confirm 2026-11-02
no digests

on 2026-11-16 08:01
expect reminder to jansen
on 2026-11-20 08:01
expect reminder to jansen
expect reminder to kwaliteit

on 2026-11-20 15:00
jansen answers reminder: [voorstel]
  We hebben samen gepraat. Wij stellen een vaste begeleider voor bij het ophalen.
expect transcript to jansen
on 2026-11-20 15:11
expect proposal to sanne@ouders.example
  vaste begeleider
  without Gisteren sprak
case KLP-2026-0001 is proposed kept propose 2026-11-20

on 2026-11-23 08:01
expect satisfaction to sanne@ouders.example
on 2026-11-23 20:00
sanne@ouders.example answers satisfaction: [tevreden ja ja]
# The department asked, and the department reads the answer.
expect parent-wrote to kwaliteit

on 2026-11-24 09:00
jansen answers transcript: [oordeel gegrond]
  Onze medewerker had rustig moeten blijven.
expect transcript to jansen
kwaliteit answers reminder: [sluiten]
  Dank voor het gesprek.
expect transcript to kwaliteit
on 2026-11-24 09:11
expect closing to sanne@ouders.example
  rustig moeten blijven
  Geschillencommissie
  2 november 2027
case KLP-2026-0001 is closed kept statutory 2026-11-24
on 2027-03-01 09:00
expect nothing
