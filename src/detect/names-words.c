// SPDX-License-Identifier: GPL-3.0-or-later
// Word classes: lists of English words in a small hash table, made once for an article (a few
// hundred words, some tens of microseconds).

#include <config.h>

#include "detect/names-words.h"

#include "base/memory.h"
#include "detect/names-scan.h"
#include "text/tokens.h"

#include <stdlib.h>
#include <string.h>

#define SLOTS 4096 // a power of two, several times the words

struct word_slot {
    uint64_t key;
    uint16_t classes;
};

struct word_table {
    struct word_slot slots[SLOTS];
};

struct word_list {
    uint16_t classes;
    const char *words;
};

static const struct word_list lists[] = {
    {WORD_FUNCTION,
     "the a an this that these those such same some any all both each every either neither no none "
     "another other others many much more most several few little less least own what which who "
     "whom whose when where why how while whereas although though because since if unless until "
     "till as than then there here now again also too only even just still yet already soon later "
     "earlier before after afterwards meanwhile moreover furthermore however therefore thus hence "
     "otherwise instead nevertheless nonetheless besides finally lastly firstly secondly thirdly "
     "additionally similarly accordingly consequently earlier recently currently previously "
     "separately reportedly apparently perhaps maybe indeed certainly clearly today yesterday "
     "tomorrow tonight and or but nor so for not it its he him his she her hers they them their "
     "theirs we us our ours you your yours i me my mine himself herself itself themselves "
     "is are was were be been being am has have had having do does did doing will would shall "
     "should can could may might must let of in on at by to from with without within about above "
     "below under over between among amid against across along around behind beyond down during "
     "except inside into near off onto out outside past per regarding concerning through "
     "throughout toward towards up upon via according following including despite due given "
     "whether once twice asked speaking addressing agreeing noting citing calling responding "
     "welcoming commenting thanking stressing adding saying describing referring based led "
     "backed backing yes well please see read share related sign leave last next "
     "earlier ahead away back far further nearly almost about around only part one two three four "
     "five six seven eight nine ten eleven twelve hundred thousand million billion new former "
     "late senior old thanks never ever always often under-secretary"},
    {WORD_REPORTING,
     "said says say saying told tells tell telling added adds adding noted notes noting stressed "
     "stresses stressing emphasized emphasised emphasizes emphasises emphasizing emphasising "
     "stated states stating declared declares declaring announced announces announcing explained "
     "explains explaining argued argues arguing claimed claims claiming warned warns warning "
     "replied replies replying responded responds answered answers answering asked asks asking "
     "commented comments remarked remarks recalled recalls recalling reiterated reiterates "
     "reaffirmed reaffirms affirmed affirms confirmed confirms denied denies insisted insists "
     "pointed observed suggested suggests proposed proposes urged urges urging called believes "
     "believed hoped hopes thanked thanks congratulated congratulates praised praises criticized "
     "criticised condemned condemns welcomed welcomes hailed hails expressed expresses "
     "underlined underlines underscored underscores highlighted highlights cited cites described "
     "describes tweeted wrote writes vowed vows pledged pledges promised promises complained "
     "admitted acknowledged conceded maintained assured cautioned demanded declined refused "
     "accused blamed briefed informed apologized apologised joked quipped testified concluded"},
    {WORD_ACTING,
     "met meets meet visited visits visit arrived arrives arrive left leaves received receives "
     "hosted hosts held holds hold attended attends attend led leads chaired chairs co-chaired "
     "signed signs sign agreed agrees agree accepted accepts invited invites travelled traveled "
     "travels flew flies returned returns addressed addresses spoke speaks delivered delivers "
     "presented paid pays took takes telephoned phoned wants wanted saw sees greeted greets "
     "discussed discusses inaugurated inaugurates opened opens resigned resigns won wins lost "
     "was is has had who also will would resumes resumed seeks sought came comes went goes "
     "made makes began begins served serves became becomes gave gives offered offers sent sends "
     "speaks joined joins backed urge urges lauds"},
    {WORD_CALENDAR,
     "january february march april may june july august september october november december jan "
     "feb mar apr jun jul aug sept sep oct nov dec monday tuesday wednesday thursday friday "
     "saturday sunday mon tue tues wed thu thur thurs fri sat sun"},
    {WORD_PORTFOLIO,
     "affairs cooperation co-operation trade industry industries energy defence defense security "
     "development finance finances interior justice economy economics economic commerce "
     "agriculture fisheries forestry environment climate health education labour labor transport "
     "transportation communications communication infrastructure foreign international home "
     "internal external public works social culture cultural tourism sports sport youth science "
     "technology information digital water resources mines mining petroleum oil gas planning "
     "investment integration immigration migration housing women gender children family relations "
     "religious parliamentary constitutional regional national local rural urban land lands "
     "livestock peace neighbourhood neighborhood enlargement policy political strategic budget "
     "treasury exchequer state strategy diaspora expatriates emigrants emigration abroad trade "
     "innovation research higher natural ecology ecological emergency emergencies situations "
     "humanitarian human rights refugees veterans employment welfare civil aviation maritime "
     "ports roads railways administration reform reforms coordination european africa asian "
     "transition integration oceans ocean shipping navigation borders minerals energies forests "
     "irrigation power decentralisation decentralization solidarity inclusion digitalisation "
     "digitalization equality telecommunications telecom heritage arts parliament disaster "
     "resilience sustainable growth skills space customs competitiveness territorial "
     "federal municipal spatial"},
    {WORD_PEOPLE,
     "people peoples workers worker women woman men children farmers peasants youth soldiers "
     "veterans writers teachers students journalists lawyers mothers citizens ministers minister "
     "leaders presidents parties states speakers chiefs users producers king queen prince "
     "governors experts members employers journalist doctors physicians bankers player players "
     "world consumers contractors"},
    {WORD_TO_PLACE,
     "in at from near to toward towards through across outside inside via into around leaving "
     "reached reaching left visit visited visiting visits between throughout beyond northern "
     "southern eastern western central north south east west outskirts downtown neighbouring "
     "neighboring"},
    {WORD_PLACE_NOUN,
     "city town village port capital province region district island islands river lake border "
     "state county airport governorate municipality coast outskirts suburb streets people "
     "government north south east west republic kingdom territory hospitals mayor governor "
     "residents citizens harbour harbor harbours market markets oasis valley camp crossing hamlet "
     "commune canton villages towns cities provinces regions districts ports "
     "camps governorates islets shores waters ruins"},
    {WORD_TO_PERSON,
     "counterpart counterparts colleague colleagues named wife husband son daughter brother "
     "sister predecessor successor ally rival aide spokesman spokeswoman spokesperson friend "
     "father mother nephew cousin interlocutor host homologue"},
    {WORD_ORDINAL,
     "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
     "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth "
     "thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth hundredth"},
    {WORD_CONNECTOR, "of for on against to and the in"},
    {WORD_EVENT_NOUN, "session plenum summit congress conference assembly olympics"},
    {WORD_SUFFIX,
     "based led backed centred centered style born owned wide designate elect friendly sponsored "
     "controlled run held bound made dominated mediated brokered hosted occupied built educated "
     "language speaking type era supported funded chaired proposed initiated linked aligned "
     "related specific area level day old trained imposed administered ruled affiliated"},
    {WORD_WORKS_NOUN,
     "pipeline pipelines railway railroad dam reservoir plant refinery expressway motorway "
     "interconnector hydropower"},
    {WORD_NO_NAME,
     "gdp covid tv ceo cfo coo fm pm mp mps ai it hiv aids dna utc gmt vat sme smes ngo ngos un-"
     " km kg usd eur rmb ok q&a faq pdf html url id ict fdi lng lpg fta mou sdg sdgs ppp r&d vip "
     "hh hrh hm cfa internet web english covid-19 i'm i've we're it's a.m p.m a.m. p.m. am pm"},
};

static struct word_slot *find_slot(struct word_slot *slots, uint64_t key)
{
    size_t slot = (key ^ key >> 29) & (SLOTS - 1);
    while (slots[slot].classes && slots[slot].key != key)
        slot = (slot + 1) & (SLOTS - 1);
    return &slots[slot];
}

struct word_table *word_table_new(void)
{
    struct word_table *table = memory_allocate_zeroed(1, sizeof *table);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        const char *at = lists[i].words;
        while (*at) {
            size_t length = strcspn(at, " ");
            if (length) {
                uint64_t key = token_fold(at, length);
                struct word_slot *slot = find_slot(table->slots, key);
                slot->key = key;
                slot->classes |= lists[i].classes;
            }
            at += length + (at[length] == ' ');
        }
    }
    return table;
}

void word_table_free(struct word_table *table)
{
    free(table);
}

uint16_t word_table_classes(const struct word_table *table, uint64_t key)
{
    size_t slot = (key ^ key >> 29) & (SLOTS - 1);
    while (table->slots[slot].classes && table->slots[slot].key != key)
        slot = (slot + 1) & (SLOTS - 1);
    return table->slots[slot].classes;
}
