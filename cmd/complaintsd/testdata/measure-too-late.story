# A measure is put on record with a day that has passed. Who writes it is asked whether it is done; the parent does not
# read of that day as of something to come.
no digests
on 2026-11-02 10:00
ouder@post.example writes: Deur
  De deur van de groep klemt.
expect receipt to ouder@post.example
expect new-case to kwaliteit
kwaliteit answers new-case: [locatie Morel] [toewijzen bakker]
expect transcript to kwaliteit
expect new-case to bakker
expect new-case to regio
expect assigned to bakker
on 2026-11-03 12:00
expect confirmation to ouder@post.example
bakker answers assigned: [maatregel 2026-10-30]
  Het scharnier wordt vervangen.
expect transcript to bakker
  Maatregel 1: klaar op vrijdag 30 oktober 2026, Anton Bakker zorgt ervoor. Die datum is al voorbij. Meld het als de maatregel klaar is [klaar 1].
bakker answers transcript: [maatregel 2026-11-20] [oordeel gegrond]
  De deur was stuk.
expect transcript to bakker
  without al voorbij
# The department hears at once that it is late. Anton, who just wrote it down, is reminded the next morning.
expect reminder to kwaliteit
kwaliteit answers transcript: [tevreden ja ja] [taal en] [sluiten]
  The door is mended.
expect transcript to kwaliteit
  Het scharnier wordt vervangen: this should have been done by Friday 30 October 2026, but is not done yet.
kwaliteit answers transcript: [taal nl] [stand]
expect transcript to kwaliteit
on 2026-11-03 12:11
expect closing to ouder@post.example
on 2026-11-04 08:01
expect reminder to bakker
  De maatregel is:
  Het scharnier wordt vervangen
