# Joke passes on a mail with a mail in it, but the complaint is not from whom it seems: a grandmother wrote with the
# mother's account.
no digests
on 2026-11-02 09:30
jansen writes: FW: Overdracht
  ---------- Forwarded message ---------
  Van: Sanne Peeters <sanne@post.example>
  Date: za 31 okt 2026 om 20:14
  Subject: Overdracht
  To: <j.jansen@kluppluz.example>

  Ik ben de oma van Bo. Bel mij: 06-55501234. Groet, Ria Peeters
expect new-case to kwaliteit
  Nee, dat klopt niet
# Declined: a note in the case, and nothing is taken over.
kwaliteit answers new-case: [notitie]
  De voorgestelde melder of datum van de doorgestuurde mail klopt niet.
expect transcript to kwaliteit
case KLP-2026-0001 is new due confirm 2026-11-09
# Filled in by hand, with the signature of whoever does it below.
kwaliteit answers new-case: [melder]
  naam: Ria Peeters
  adres: Dorpsstraat 1
  5600 AA Voorbeeldstad
  e-mail:
  telefoon: 06-55501234
  kind: Bo
  ontvangen: zondag 1 november 2026
  locatie:

  Met vriendelijke groet,
  Noor de Wit
  Telefoon: 040-5550101
  E-mail: kwaliteit@kluppluz.example
expect transcript to kwaliteit
  De gegevens van de melder zijn aangevuld.
  zondag 1 november 2026
case KLP-2026-0001 is new due confirm 2026-11-08
