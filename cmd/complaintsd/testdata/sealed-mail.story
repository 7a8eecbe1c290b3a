# Mail that cannot be read here: a notice of a service for secure mail, and an encrypted one. Both are a case, and the
# registrar hears what to do.
no digests
on 2026-11-02 12:00
noreply@zivver.com writes: Beveiligd bericht van Sanne Vermeer
  Je hebt een beveiligd bericht ontvangen van Sanne Vermeer.
  Bekijk bericht: https://app.zivver.com/message/3f9a
# The address of the service is nobody's: no letter goes there.
expect new-case to kwaliteit
  Het bericht zelf staat op de pagina van Zivver.
  geen mailadres
case KLP-2026-0001 is new

on 2026-11-02 12:30
ouder@post.example writes: Klacht
  -----BEGIN PGP MESSAGE-----
  
  hQEMA1PrivéNietTeLezen
  -----END PGP MESSAGE-----
expect receipt to ouder@post.example
expect new-case to kwaliteit
  Deze mail is versleuteld (PGP)
  without zivver
case KLP-2026-0002 is new

# Who only writes about such a mail is read like anybody.
on 2026-11-02 13:00
ander@post.example writes: Ik kan jullie bericht niet openen
  Ik kreeg een beveiligd bericht via Zivver en kan het niet lezen.
expect receipt to ander@post.example
expect new-case to kwaliteit
  without versleuteld
  without alleen een melding
