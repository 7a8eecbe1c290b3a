# The parent does not want to go on. The department stops, and says so in writing.
no digests
on 2026-11-02 10:00
ouder@post.example writes: Klacht over de factuur
  De factuur klopt niet.
expect receipt to ouder@post.example
expect new-case to kwaliteit
kwaliteit answers new-case: [locatie Morel] [toewijzen bakker]
expect transcript to kwaliteit
expect new-case to bakker
expect new-case to regio
expect assigned to bakker
on 2026-11-02 10:15
expect confirmation to ouder@post.example
on 2026-11-04 19:00
ouder@post.example answers confirmation:
  Laat maar, het was mijn eigen fout. Ik trek de klacht in.
# Anton reads it, and so does the department: the program does not decide what a parent means.
expect parent-wrote to bakker
  lijkt erop dat de ouder de klacht wil intrekken
  Pedagogiek & Kwaliteit kijkt ernaar
expect parent-wrote to kwaliteit
  Ik trek de klacht in
  Leg vast dat de ouder de klacht intrekt [intrekken]
# Only the department may end a case in this way.
on 2026-11-05 09:00
bakker answers parent-wrote: [intrekken]
expect refused to bakker
kwaliteit answers parent-wrote: [intrekken]
  Goed dat het is opgehelderd.
expect transcript to kwaliteit
on 2026-11-05 09:11
expect withdrawn to ouder@post.example
  Goed dat het is opgehelderd.
case KLP-2026-0001 is withdrawn
# No reminders, no questions, no judgement.
on 2027-01-15 09:00
expect nothing
