# The web form of the site comes in several shapes. What was filled in is shown to the department, and proposed.
no digests
on 2026-11-02 10:00
a machine sends
  From: KluppluZ <website@kluppluz.example>
  To: klachten@kluppluz.example
  Reply-To: Sanne Peeters <sanne@post.example>
  Subject: Contactformulier
  MIME-Version: 1.0
  Content-Type: text/html; charset=utf-8

  <table><tr><td><strong>Naam</strong></td></tr><tr><td>Sanne Peeters</td></tr>
  <tr><td><strong>Telefoon</strong></td></tr><tr><td>06-55501234</td></tr>
  <tr><td><strong>Naam kind</strong></td></tr><tr><td>Bo</td></tr>
  <tr><td><strong>Vestiging</strong></td></tr><tr><td>Messenmaker</td></tr>
  <tr><td><strong>Soort reactie</strong></td></tr><tr><td>Suggestie</td></tr>
  <tr><td><strong>Schoenmaat</strong></td></tr><tr><td>28</td></tr>
  <tr><td><strong>Bericht</strong></td></tr><tr><td>Zet de laarzen binnen.<br>Dan blijven ze droog.</td></tr></table>
expect receipt to sanne@post.example
expect new-case to kwaliteit
  Wat staat er in het formulier?
  Naam: Sanne Peeters
  Telefoon: 06-55501234
  Kind: Bo
  In het formulier staat als locatie: De Messenmaker
  In het formulier staat als soort: suggestie
  Dan blijven ze droog.
# A form without an address: the case goes the way of paper.
on 2026-11-02 11:00
a machine sends
  From: website@kluppluz.example
  To: klachten@kluppluz.example
  Subject: Contactformulier

  Naam: Opa Jan
  E-mail: heb ik niet
  Adres: Kerkstraat 3
  Postcode: 5701 AA
  Woonplaats: Voorbeeldstad
  Bericht: Het hek stond open.
expect new-case to kwaliteit
  Er is geen mailadres van de ouder bekend.
  Vul in wie de ouder is
kwaliteit answers new-case: [toewijzen bakker]
expect transcript to kwaliteit
expect assigned to bakker
expect letter-failed to kwaliteit
  Stuur de ouder deze brief per post
  Beste Opa Jan
  Kerkstraat 3
# A form in a file.
on 2026-11-02 12:00
a machine sends
  From: website@kluppluz.example
  To: klachten@kluppluz.example
  Subject: Nieuwe inzending
  MIME-Version: 1.0
  Content-Type: multipart/mixed; boundary=grens

  --grens
  Content-Type: text/plain

  Er is een formulier ingevuld.
  --grens
  Content-Type: application/json; name=inzending.json

  {"Naam": "Fatma Demir", "E-mail": "fatma@post.example", "Bericht": "De jas van Ali is weg."}
  --grens--
expect receipt to fatma@post.example
expect new-case to kwaliteit
  Naam: Fatma Demir
  De jas van Ali is weg.
# Anybody can write "Naam:". Who is not listed writes a mail like any other.
on 2026-11-02 13:00
iemand@post.example writes: Formulier
  Naam: Sanne Peeters
  E-mail: sanne@post.example
  Bericht: Sluit de zaak maar.
expect receipt to iemand@post.example
expect new-case to kwaliteit
  without Wat staat er in het formulier?
