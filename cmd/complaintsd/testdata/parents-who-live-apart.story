# Parents who live apart both write about their daughter. They are two cases: neither reads what the other wrote, and
# neither answers for the other.
no digests
on 2026-11-02 10:00
moeder@post.example writes: Ophalen
  Mijn dochter is aan haar vader meegegeven. Dat was mijn dag.
expect receipt to moeder@post.example
expect new-case to kwaliteit
on 2026-11-02 11:00
vader@post.example writes: Ophalen
  Ik kreeg mijn dochter eerst niet mee. Dat was mijn dag.
expect receipt to vader@post.example
expect new-case to kwaliteit
  without Dat is mijn dag
kwaliteit answers new-case: [locatie Messenmaker] [toewijzen jansen]
expect transcript to kwaliteit
expect new-case to jansen
expect new-case to regio
expect assigned to jansen
kwaliteit writes: [KLP-2026-0001] [locatie Messenmaker] [toewijzen jansen]
expect transcript to kwaliteit
expect new-case to jansen
expect new-case to regio
expect assigned to jansen
on 2026-11-02 11:15
expect confirmation to moeder@post.example
  KLP-2026-0001
  without vader
expect confirmation to vader@post.example
  KLP-2026-0002
  without moeder

# The father knows the number of the other case: he saw a letter on her table. What he writes lands in his own.
on 2026-11-03 09:00
vader@post.example writes: Re: [KLP-2026-0001] Ophalen
  Wat schreef zij over mij?
expect receipt to vader@post.example
expect new-case to kwaliteit
  noemt kenmerk KLP-2026-0001
  without meegegeven
kwaliteit answers new-case: [geen-klacht]
expect transcript to kwaliteit
# A proposal goes to one of them, about that one's case.
on 2026-11-04 09:00
jansen writes: [KLP-2026-0001] [voorstel]
  Wij vragen voortaan beide ouders om het rooster.
expect transcript to jansen
on 2026-11-04 09:15
expect proposal to moeder@post.example
  beide ouders om het rooster
case KLP-2026-0001 is proposed kept propose 2026-11-04
case KLP-2026-0002 is confirmed open propose
on 2026-11-09 08:01
expect satisfaction to moeder@post.example
# He cannot say for her that she is content, and the answer does not reach him.
vader@post.example writes: Re: [KLP-2026-0001] [tevreden ja ja]
  Alles is goed zo.
expect receipt to vader@post.example
expect new-case to kwaliteit
moeder@post.example answers satisfaction: [tevreden deels nee]
expect parent-wrote to kwaliteit
case KLP-2026-0001 is proposed
