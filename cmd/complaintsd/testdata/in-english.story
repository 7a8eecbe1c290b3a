# Anton gave his judgement in Dutch. Then it turns out that the parent reads English. The letter will be English; what Anton
# wrote stays as it is, and he is told so in time.
no digests
on 2026-11-02 10:00
ouder@post.example writes: The fence
  The fence is open every day.
expect receipt to ouder@post.example
expect new-case to kwaliteit
kwaliteit answers new-case: [locatie Morel] [toewijzen bakker]
expect transcript to kwaliteit
expect new-case to bakker
expect new-case to regio
expect assigned to bakker
on 2026-11-02 10:15
expect confirmation to ouder@post.example
on 2026-11-03 09:00
bakker answers assigned: [oordeel gegrond]
  Het hek sloot niet goed.
expect transcript to bakker
  without vertaald
bakker answers assigned: [maatregel 2026-12-01]
  Er komt een nieuw slot.
expect transcript to bakker
bakker answers transcript: [taal en]
expect transcript to bakker
  Taal van de brieven: Engels. Wat jij en je collega’s schrijven, komt er zo in. Er wordt niets vertaald.
  Voor de sluitingsbrief is er al: de uitleg bij het oordeel en maatregel 1. Is dat niet in het Engels?
  Stuur het oordeel opnieuw
# He writes the reasons once more, and takes the measure back to say it again.
bakker answers assigned: [oordeel gegrond]
  The fence did not close well.
expect transcript to bakker
  De brief is in het Engels. Je uitleg komt er zo in en wordt niet vertaald.
kwaliteit answers transcript: [tevreden ja ja] [sluiten]
  Thank you for telling us.
expect transcript to kwaliteit
  Deze brief is in het Engels.
  Lees goed of de taal klopt.
  Er komt een nieuw slot: done by
on 2026-11-03 09:05
kwaliteit answers transcript: [ongedaan]
expect transcript to kwaliteit
bakker writes: [KLP-2026-0001] [ongedaan 8 regel]
expect transcript to bakker
  Maatregel 1 vervalt.
bakker answers assigned: [maatregel 2026-12-01]
  The fence gets a new lock.
expect transcript to bakker
kwaliteit answers transcript: [sluiten]
  Thank you for telling us.
expect transcript to kwaliteit
on 2026-11-03 09:30
expect closing to ouder@post.example
  The fence did not close well.
  The fence gets a new lock: done by Tuesday 1 December 2026 at the latest.
