# SPDX-License-Identifier: Apache-2.0
"""What is spoken: the two keywords, words that are neither, and the labels of the model."""

LABELS = ("silence", "unknown", "yes", "no")
SILENCE, UNKNOWN, YES, NO = range(4)

# Words that share sounds with "yes" or "no". "know" is absent: it sounds the same as "no".
NEAR = """yet yeah guess mess less dress chess bless press best west rest test desk neck next says ten
essay yen yell yellow year use us ask is its this yard young you
go low now nope note snow nose so toe mow not on own one nine none knee new nor north mode home bone
phone known gnome row show though open over old cold gold boat coat road window hello oh owe moon
noon net nap nut nun moan noise normal notice november narrow""".split()

OTHER = """up down left right stop start off zero two three four five six seven eight ten bed bird cat
dog happy house marvin sheila tree wow forward backward follow learn visual water table music light
kitchen morning please thanks sorry today tomorrow computer window paper garden yesterday number
summer winter orange apple river bridge sugar coffee doctor simple people travel weather market
question answer maybe perhaps alright okay good bad big small red green blue black white fast slow
street school mother father sister brother minute second hour week month play pause volume timer
alarm radio lamp door turn close power clock letter machine""".split()

# No sentence contains "yes", "no" or "know" as a word.
SENTENCES = ("turn on the light", "what time is it", "please play some music", "open the window",
             "it is raining again today", "where did you put the keys", "set a timer for ten minutes",
             "the train leaves at nine", "I will see you next week", "call my sister tomorrow",
             "it was a cold winter morning", "can you hear me", "this is only a test",
             "go home and rest", "less noise in the kitchen", "show me the yellow one",
             "the best guess is seven", "none of us own a boat", "snow fell on the north road",
             "who left the door open", "add milk to the list", "how far is the river",
             "we had dinner on the lake", "her nose was red and cold", "dress for the weather")

# The keywords spelled so that espeak-ng's voice of another language says them with its accent,
# and words of that language near neither.
ACCENTS = {
    "de": ("jess", "noh", "drei vier fünf sieben morgen haus wasser licht straße gestern"),
    "nl": ("jes", "noo", "twee drie vier vijf huis water licht straat morgen tafel"),
    "es": ("yes", "nou", "uno tres cuatro cinco casa agua puerta calle libro mesa"),
    "it": ("ies", "nou", "due tre quattro cinque casa acqua porta strada libro tavola"),
    "pl": ("jes", "nou", "dwa trzy cztery siedem dom woda ulica jutro lampa okno"),
    "sv": ("jess", "nou", "två tre fyra sju hus vatten gata bord lampa dörr"),
    "pt": ("iés", "nou", "dois quatro cinco sete casa rua porta mesa livro janela"),
    "fr": ("yesse", "nau", "deux trois quatre cinq maison rue porte table livre lampe"),
    "ro": ("ies", "nou", "doi trei patru cinci apa masa strada carte lampa poarta"),
    "fi": ("jes", "nou", "kaksi kolme talo vesi katu huomenna lamppu kirja ikkuna ovi"),
}
