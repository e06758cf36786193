// SPDX-License-Identifier: GPL-3.0-or-later
// Vocabulary: open-addressed tables from a token's key to its word, and from the keys of plain
// forms and stems to their numbers. The lexicon is a table of the same kind, looked up once for
// each different word.

#include <config.h>

#include "detect/vocabulary.h"

#include "base/memory.h"
#include "detect/spelling.h"

#include <stdlib.h>
#include <string.h>

// Keys that number themselves in order of appearance. A slot holds number + 1; 0 is free.
struct numbering {
    uint64_t *keys;
    size_t key_capacity;
    uint32_t *slots;
    size_t slot_count; // a power of two
    size_t count;
};

// What the lexicon knows of a word.
struct entry {
    uint16_t flags;
    uint8_t sense;
};

struct vocabulary {
    struct numbering lexicon; // by token key
    struct entry *entries;
    size_t entry_capacity;
    struct numbering tokens;
    struct numbering forms;
    struct numbering stems;
    struct word *words; // by number of the token's key
    size_t word_capacity;
};

struct lexicon_row {
    uint16_t flags;
    const char *words; // in lower case, a space after each
};

static const struct lexicon_row lexicon_flags[] = {
    {WORD_FUNCTION,
     "a an the of to in on at for from by with into onto upon over under between among amongst "
     "through throughout during against about around within across along as than that this these "
     "those what why how and or but so yet if because although though since until unless whether "
     "be is are was were been being am do does did done have has had having will shall should can "
     "must would could about it its there here also both all any some each every other another "
     "such same own very "
     "more most much many few less least only just even then thus thereby therefore however still "
     "already again too well up out off down per via amid toward towards itself himself herself "
     "themselves after before afterwards one ones either else once ever "},
    {WORD_FUNCTION | WORD_NEGATION, "not no nor neither never none cannot without "},
    {WORD_NEGATION,
     "nobody nothing nowhere don't doesn't didn't won't can't couldn't wouldn't shouldn't isn't "
     "aren't wasn't weren't hasn't haven't hadn't "},
    {WORD_FUNCTION | WORD_HEDGE, "may might "},
    {WORD_HEDGE,
     "reportedly allegedly apparently perhaps possibly probably likely seemingly approximately "
     "almost nearly roughly seems seem seemed appears appear appeared alleged supposedly "
     "presumably "},
    {WORD_FUNCTION | WORD_PRONOUN,
     "he him his she her hers they them their theirs we us our i my me you your "},
    {WORD_FUNCTION | WORD_RELATIVE, "who whom whose which where when while "},
    {WORD_LIGHT,
     "jointly together further furthermore moreover additionally finally meanwhile later earlier "
     "indeed thereafter accordingly hereby properly proper firmly fully actively constantly "
     "continuously effectively resolutely strongly closely mutually highly "
     "hold holds held holding make makes made making take takes took taken taking give gives gave "
     "given giving go goes went gone going get gets got become becomes became set sets put puts "
     "course kind part order respect regard way ways fact known called named "},
    {WORD_LIGHT | WORD_REPORTING,
     "say says said saying add adds added adding note notes noted noting stress stresses stressed "
     "stressing emphasize emphasizes emphasized emphasizing emphasise emphasises emphasised "
     "emphasising reply replies replied replying respond responds responded responding answer "
     "answers answered answering warn warns warned warning announce announces announced "
     "announcing explain explains explained explaining declare declares declared declaring argue "
     "argues argued arguing claim claims claimed claiming recall recalls recalled recalling remark "
     "remarks remarked remarking underline underlines underlined underlining underscore "
     "underscores underscored underscoring state stated stating insist insists insisted insisting "
     "affirm affirmed affirming reaffirm reaffirmed reaffirming reiterate reiterates reiterated "
     "reiterating observe observed observing suggest suggests suggested suggesting propose "
     "proposes proposed believe believes believed believing conclude concluded tell tells told "
     "telling write writes wrote written quoted complain complains complained acknowledge "
     "acknowledges acknowledged admit admits admitted assert asserts asserted assure assured "
     "caution cautioned comment commented confirm confirms confirmed contend contended disclose "
     "disclosed indicate indicated inform informed mention mentioned predict predicted reveal "
     "reveals revealed report reported pointed points hoped according stipulated maintained "
     "continued promised "},
    {WORD_TITLE,
     "minister ministers president presidents prime secretary secretary-general chairman "
     "chairwoman chairperson chair chancellor premier king queen prince princess emir sultan "
     "ambassador envoy commissioner director governor mayor deputy vice leader leaders spokesman "
     "spokeswoman spokesperson mr mrs ms dr professor sir counterpart official officials head "
     "heads chief general foreign minister's fm "},
    {WORD_CALENDAR,
     "january february march april june july august september october november december jan feb "
     "mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday "
     "sunday today yesterday tomorrow "},
};

// Words that retell one another in reports, one sense a row.
static const char *const lexicon_senses[] = {
    "meet meets met meeting meetings talk talks talked discuss discusses discussed discussing "
    "discussions dialogue conversation receive receives received receiving saw seen see host "
    "hosts hosted guest guests consultations ",
    "telephone telephoned phone phoned call calls called ",
    "travel traveled travelled travelling trip visit visits visited visiting tour toured arrive "
    "arrived arrival went journey ",
    "agree agrees agreed agreement agreements pledge pledges pledged vow vowed vows promise "
    "promised settle settled deal accord consensus undertook ",
    "write wrote written letter letters message messages exchange exchanged correspondence ",
    "sign signed signing signature signatures ",
    "give gave given donate donated donates provide provided providing grant granted supply "
    "supplied offer offered place placed put disposal ",
    "buy buys bought purchase purchased ",
    "start starts started begin begins began begun launch launched open opened ",
    "end ends ended conclude concluded finish finished complete completed ",
    "increase increased grow grew grown rise rose larger more growth raise raised ",
    "help helps helped assist assisted assistance support supported aid ",
    "want wants wanted wish wishes wished hope hopes hoped seek seeks ask asked asks urge urged "
    "urges urging demand demanded like intends propose proposes proposed ",
    "remove removed clear cleared eliminate eliminated lift lifted ",
    "thank thanks thanked grateful gratitude appreciate appreciated appreciates ",
    "lend lends lent credit loan loans ",
    "worry worried worries concern concerned concerns threat threats fear fears feared ",
    "joint jointly together common shared ",
    "leave leaves left leaving setting departed ",
    "head heads headed chief leader leaders secretary general director ",
    "mankind humanity humankind ",
    "war fighting conflict hostilities ",
    "attack attacks attacked strike strikes struck raid ",
    "kill killed kills dead died deaths ",
    "company firm business enterprise companies firms enterprises ",
    "state country nation states countries nations ",
    "minister counterpart colleague colleagues ministers ",
    "afterwards after later following subsequently ",
    "money funds funding payment payments paid pay pays finance financed ",
    "road roads route highway corridor ",
    "quick quickly fast rapid rapidly speed accelerate ",
    "important significant major key ",
    "build building built construct construction constructing ",
    "energy power electricity ",
    "vessel ship ships vessels boat boats ",
    "troops soldiers forces ",
    "cattle livestock animals animal herd herds flock flocks ",
    "herder herders shepherds nomads pastoralists ",
    "reopen reopened reopens reopening ",
    "rain rains rainy wet monsoon ",
    "double doubled doubling twofold twice ",
    "harbour harbours harbor harbors port ports pier quay ",
    "weapon weapons arms disarm disarmed disarming disarmament gun guns ",
    "ceasefire truce armistice silence ",
    "cost costs expense expenses price prices ",
    "fee fees charge charges tariff tariffs duties levy ",
    "quarrel quarrels dispute disputes row rows disagreement disagree disagreed ",
    "measure measured measures measuring gauge gauges gauging ",
    "observer observers observe observing monitor monitors monitoring ",
    "border borders frontier frontiers crossing crossings ",
    "driver drivers lorry lorries truck trucks ",
    "ban banned bans prohibit prohibited forbid forbidden outlaw ",
    "allow allowed allows permit permitted let lets ",
    "refuse refused refuses reject rejected rejects declined decline declines deny denied "
    "denies ",
    "delay delays delayed postpone postponed late wait waits waiting ",
    "twelve dozen ",
    "draft drafted drafts drafting wrote ",
    "text texts document documents paper papers ",
    "expert experts specialist specialists engineer engineers scientists ",
    "vote votes voted voting election elections poll polls ballot ",
    "bill legislation act statute law laws ",
    "prison jail detained detain arrest arrested arrests detention custody imprisoned ",
    "release released releases freed free frees ",
    "refugee refugees displaced ",
    "hungry hunger famine starvation ",
    "grain wheat cereals corn ",
    "oil petroleum crude fuel ",
    "student students pupil pupils ",
    "train trains rail railway railways railroad ",
    "plane planes aircraft flight flights flew fly ",
    "sea seas maritime ocean oceans marine ",
    "fish fishing fishermen fisheries fishery ",
    "reduce reduced reduces cut cuts lower lowered decrease decreased shrink fell fall drop "
    "dropped ",
    "improve improved improving better strengthen strengthened strengthening deepen deepened "
    "boost enhance expand expanded ",
    "soon shortly imminent ",
    "again resume resumed resumption renew renewed ",
    "think thinks view views consider considers considered believe believes opinion ",
    "interest interested keen ready readiness willing willingness prepared eager ",
    "join joined joins accede membership member seat ",
    "present presented presents gift gifts donation donations ",
    "cable cables wire wires grid ",
    "attend attended attendance presence accompanied ",
    "reply replied answer answered response ",
    "doctor doctors physician physicians medical clinic clinics hospital hospitals ",
    "school schools education teacher teachers ",
    "worker workers labour labor employees staff jobs ",
    "farm farms farmer farmers agriculture agricultural crops ",
    "storm storms cyclone hurricane typhoon ",
    "disease diseases illness epidemic outbreak ",
    "vaccine vaccines vaccination doses ",
    "island islands islet archipelago ",
    "police officer officers gendarmes ",
    "woman women female girls ",
    "child children minors ",
    "mistake error wrong ",
    "enough sufficient adequate ",
    "obstacle obstacles barrier barriers hurdle hurdles ",
    "condition conditions terms term ",
    "yearly annual annually ",
    "choose chose chosen elect elected select selected appoint appointed named ",
    "rule rules regulation regulations norms ",
    "guarantee guaranteed ensure ensured assure assured secure ",
    "destroy destroyed demolished ruined ",
    "repair repaired rebuild rebuilt reconstruction restore restored restoration ",
    "protect protected protection defend safeguard ",
    "blame blamed accuse accused accuses ",
    "invite invited invites invitation ",
    "dam dams reservoir ",
    "flow flows flowing water waters ",
    "peaceful peace calm quiet ",
    "rich wealthy prosperous prosperity ",
    "poor poverty needy ",
    "secret secretly confidential ",
    "hold held detain hostage hostages ",
    "neighbour neighbours neighbor neighbors neighbouring neighboring adjacent ",
    "house houses homes housing dwellings ",
    "land soil territory ground ",
    "capital capitals ",
    "mine mines landmines demining ",
    "fire fires blaze ",
    "number numbers figure figures count counted counts ",
    "date deadline ",
    "name names list lists ",
    "stop stops halt halted cease ceased ",
    "pilot pilots trial ",
};

static void numbering_grow(struct numbering *numbering)
{
    numbering->slot_count = numbering->slot_count ? numbering->slot_count * 2 : 2048;
    free(numbering->slots);
    numbering->slots = memory_allocate_zeroed(numbering->slot_count, sizeof *numbering->slots);
    for (size_t i = 0; i < numbering->count; i++) {
        size_t at = (numbering->keys[i] ^ numbering->keys[i] >> 32) & (numbering->slot_count - 1);
        while (numbering->slots[at])
            at = (at + 1) & (numbering->slot_count - 1);
        numbering->slots[at] = (uint32_t)i + 1;
    }
}

// The key's number; *is_new says whether it got it now.
static uint32_t numbering_add(struct numbering *numbering, uint64_t key, bool *is_new)
{
    if (numbering->count * 2 >= numbering->slot_count)
        numbering_grow(numbering);
    size_t at = (key ^ key >> 32) & (numbering->slot_count - 1);
    for (; numbering->slots[at]; at = (at + 1) & (numbering->slot_count - 1)) {
        if (numbering->keys[numbering->slots[at] - 1] == key) {
            *is_new = false;
            return numbering->slots[at] - 1;
        }
    }
    numbering->keys = memory_grow(numbering->keys, &numbering->key_capacity, numbering->count + 1,
                                  sizeof *numbering->keys);
    numbering->keys[numbering->count++] = key;
    numbering->slots[at] = (uint32_t)numbering->count;
    *is_new = true;
    return (uint32_t)numbering->count - 1;
}

static void numbering_fini(struct numbering *numbering)
{
    free(numbering->keys);
    free(numbering->slots);
}

// The key's number, or UINT32_MAX where it has none.
static uint32_t numbering_find(const struct numbering *numbering, uint64_t key)
{
    for (size_t at = (key ^ key >> 32) & (numbering->slot_count - 1); numbering->slots[at];
         at = (at + 1) & (numbering->slot_count - 1)) {
        if (numbering->keys[numbering->slots[at] - 1] == key)
            return numbering->slots[at] - 1;
    }
    return UINT32_MAX;
}

// Works a new word out.
static struct word describe(struct vocabulary *vocabulary, const char *bytes,
                            const struct token *token)
{
    char form[SPELLING_ROOM];
    bool is_new, is_mark = token->kind == TOKEN_MARK;
    struct word word = {.flags = is_mark ? WORD_MARK : 0, .number = -1};
    size_t length = spelling_form(bytes + token->start, token->end - token->start, form);
    word.spelling = numbering_add(&vocabulary->forms, spelling_hash(form, length), &is_new);
    if (!is_mark) {
        word.number = spelling_number(form, length);
        length = spelling_stem(form, length);
    }
    word.stem = numbering_add(&vocabulary->stems, spelling_hash(form, length), &is_new);
    uint32_t entry = numbering_find(&vocabulary->lexicon, token->key);
    if (entry != UINT32_MAX) {
        word.flags |= vocabulary->entries[entry].flags;
        word.sense = vocabulary->entries[entry].sense;
    }
    return word;
}

// Enters the words of a row, each followed by a space.
static void enter_row(struct vocabulary *vocabulary, const char *words, uint16_t flags,
                      uint8_t sense)
{
    while (*words) {
        size_t length = strcspn(words, " ");
        bool is_new;
        uint32_t index = numbering_add(&vocabulary->lexicon, token_fold(words, length), &is_new);
        vocabulary->entries = memory_grow(vocabulary->entries, &vocabulary->entry_capacity,
                                          (size_t)index + 1, sizeof *vocabulary->entries);
        struct entry *entry = &vocabulary->entries[index];
        if (is_new)
            *entry = (struct entry){0};
        entry->flags |= flags;
        if (!entry->sense)
            entry->sense = sense;
        words += length + 1;
    }
}

struct vocabulary *vocabulary_new(void)
{
    struct vocabulary *vocabulary = memory_allocate_zeroed(1, sizeof *vocabulary);
    for (size_t i = 0; i < sizeof lexicon_flags / sizeof *lexicon_flags; i++)
        enter_row(vocabulary, lexicon_flags[i].words, lexicon_flags[i].flags, 0);
    for (size_t i = 0; i < sizeof lexicon_senses / sizeof *lexicon_senses; i++)
        enter_row(vocabulary, lexicon_senses[i], 0, (uint8_t)(i + 1));
    return vocabulary;
}

void vocabulary_free(struct vocabulary *vocabulary)
{
    if (!vocabulary)
        return;
    numbering_fini(&vocabulary->lexicon);
    free(vocabulary->entries);
    numbering_fini(&vocabulary->tokens);
    numbering_fini(&vocabulary->forms);
    numbering_fini(&vocabulary->stems);
    free(vocabulary->words);
    free(vocabulary);
}

uint32_t vocabulary_add(struct vocabulary *vocabulary, const char *bytes, const struct token *token)
{
    bool is_new;
    uint32_t index = numbering_add(&vocabulary->tokens, token->key, &is_new);
    if (!is_new)
        return index;
    vocabulary->words = memory_grow(vocabulary->words, &vocabulary->word_capacity,
                                    vocabulary->tokens.count, sizeof *vocabulary->words);
    vocabulary->words[index] = describe(vocabulary, bytes, token);
    return index;
}

const struct word *vocabulary_word(const struct vocabulary *vocabulary, uint32_t word)
{
    return &vocabulary->words[word];
}

size_t vocabulary_stem_count(const struct vocabulary *vocabulary)
{
    return vocabulary->stems.count;
}
