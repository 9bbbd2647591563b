package io.pitchpipe.portal.dataset.internal;

import java.util.Locale;
import java.util.Set;

/**
 * Words with a capital that stand where a name could, and are none: "Dear Customer", "Hallo Welt", "M. The". A short list of what is often
 * there, in the languages of {@link NameCues}; names themselves are in no list.
 */
final class NotNames {

    /** Functions, groups, firms and machines: whoever is named with one of these is not a person by name, as in "Anna Support". */
    private static final Set<String> ROLES = words("""
            account admin administrator agency ai alexa alle alumni amazon america amigo amigos analyst apple assistant \
            assistent association author babe baby bambini bank barman board boss bot bro bruder buddy bundeskanzler \
            bundeskanzlerin captain caregiver ceo chair chairman chairperson chairwoman chatbot chatgpt chef chers children \
            chiunque citizen city client cliente clientes clienti clients club colega colegas colleague colleagues college \
            colleghi collègue collègues committee community company conde consultant contact corp corporation cortana council \
            crianças customer customers dad daddy dads damen darling data department deutschland developer diary directeur \
            director directora directrice direktor direttore direttrice doctor doktorin dude e-mail ebay editor editors email \
            employee employees employer enfants engineer engineering equipe equipo everybody everyone facebook familie \
            famille family folks freund freunde freundin freundinnen friend friends gast general gentlemen germany \
            geschäftsführer geschäftsführung giudice gmbh god google governor grandma grandpa group gruppe guest guests guys \
            gäste hauptmann headmaster herren herrschaften hiring hofrat honey hospital hotel hr human inc interessent \
            interessenten interessierte internet internship judge juez juge juiz kapitän kids kind kinder kirchenrat \
            kirchenrath kitty kollege kollegen kollegin kolleginnen kommissar kunde kunden kundendienst kundenservice kundin \
            kundinnen ladies landlord leader lecteur lecteurs lector lectora lectrice lehrer lehrerin leitor leitora leser \
            leserin leserinnen lettore lettori lettrice leute liebes liebling limited llc lord ltd madam maestro maire \
            manager mann marketing mayor member members mesdames messieurs microsoft minister ministerin ministra ministre \
            ministro mitarbeitende mitarbeiter mitarbeiterin mitglied mitglieder mom moms monde mondo mum mummy mundo mutter \
            nachbar nachbarin nachbarn name natale neighbor neighbors neighbour neighbours niños nobody ober oberst office \
            officer oma opa owner papa papá parent parents partner patient patients paypal pepper personal personnel \
            president presidenta presidente prime principal product profesor professor präsident präsidentin président \
            présidente pupil reader readers recipient recruiter recruiting reviewer right robot sales santa schatz school \
            schwester schüler schülerin secretary sekretariat senator sender senhoras senhores senior server service services \
            señoras señores shop signore signori sir siri sirs software someone speaker staff store student studenten \
            students subscriber subscribers supervisor support sweetheart sweetie teacher teachers team technical \
            teilnehmende teilnehmer teilnehmerin test todas todos tous tutor tutti universe universidad university \
            universität université user users utente utenti valued vater verein vice visitor visitors volunteer volunteers \
            wachtmeister welt who world zusammen équipe
            """);

    /** Words that begin sentences, or go on after a name, and never are one. */
    private static final Set<String> OTHERS = words("""
            a abbiamo aber about acá adiós afin after again agora ahora ai ainda ainsi al algo alla alle alles allora allí \
            alors als also although am amanhã an anbei anche ancora and anfang antes any ao aos après aqui aquí are as ask \
            assim así at atentamente até au auch auf aujourd'hui aunque aus aussi aux avec avete avez ayer be because before \
            bei bem bem-vindo benvenuto best bestellung bien bienvenida bienvenido bienvenue bis bitte bom bonjour bonsoir \
            buenas bueno buenos buonasera buongiorno but by cada can car ce ceci cela ces cet cette che cheers chi ci ciao \
            ciò com comme comment como con cordialement cordialmente cosa così could cual cuando cui cuál cuándo cómo da dal \
            dalla damit danke dann dans das dass de december dei dein deine del delle dem demain den denn depois depuis der \
            des desde deshalb después di did die dienstag dies diese diesen dieser dieses do doch does domani domingo don't \
            donc donde donnerstag dopo dos dove du dónde e each ecco ed ein eine einem einen einer eines either el ela elas \
            ele eles ellas elle elles ellos em en ende entonces entre er era eres es esa ese eso essere est esta estamos \
            estas este esto estos estou estoy está estão et eu euch euer eure eux february fino foi for fra freitag friday \
            from für gerne gestern già gli good gracias grazie great gruß grüße gut guten ha habe haben hace had hallo has \
            hasta hat have having hay he hello help her here hers heute hey hi hier hiermit him his ho hoje hola hope how \
            however hoy i i'd i'll i'm i've ich ici ieri if igualmente ihr ihre ihrem ihren ihrer il ils im in ins instead io \
            is isn't isso ist isto it it's its j'ai ja january je jetzt jueves july jusqu just já kann kein keine kindly \
            können könnten la las last le lei leider les let let's leur lhe lieferung like lo look looking loro los luego lui \
            lunes là lá ma mais man many march martes mas mañana me mein meine merci mes meu meus mi mientras might minha mio \
            mis mit mitte mittwoch miércoles moi moin molto mon monday montag more morgen most much muchas muito muy my más \
            na nach nada nas ne nein nel nella nem never next ni nicht no noch noi non nope nos nosotros nossa nosso not \
            notre nous november now nuestra nuestro num nun nur não nós o ob obrigada obrigado october oder of oggi ogni oh \
            oi ok okay olá on once onde one only ontem or os ou oui our out over où par para parce pas pela pelo pendant per \
            perché perhaps pero più please plus pode poi pois por porque posso pour pourquoi pouvez prego prima puede puedo \
            pues puis qual quale quand quando quanto quarta que quel quelle quem questa questo qui quiero quindi quinta quién \
            quoi qué re rechnung regarding regards sa saludos salut saluti salve samstag san sankt sans santa saturday schön \
            scusi se segunda según sehr sei sein seine seit sem sempre september ser servus ses seu seus sexta si siamo sich \
            sie sim sin since sincerely sind so sobre solo some somos son sonntag sono sont soon sorry sou soy sta still su \
            sua such suite sunday suo sur sus sábado sí só ta también também tan te tem tengo tenho terça tes teu thank \
            thanks that that's the their them then there there's these they they're this those though thursday thus ti tiene \
            to toda today todo toi tomorrow ton tonight too tout toute tra très tu tua tudo tuesday tuo tus two tú um un una \
            unas und une uno unos uns unser unsere up upon us usted ustedes very vi vielen viernes você vocês voi vom von vor \
            vorrei vos votre vous wann war warum was we we'll we're we've wednesday weil welche welcome wenn wer were what \
            what's when where whether which while why wie willkommen wir wird with wo would wurde y ya yes yesterday yo you \
            you'll you're you've your yours yourself zu zum zur à ça è él êtes
            """);

    private NotNames() {}

    private static Set<String> words(String text) {
        return Set.of(text.strip().split(" "));
    }

    /** Whether the word, or a part of it between hyphens, says what somebody is and not who. */
    static boolean role(String word) {
        var lower = word.toLowerCase(Locale.ROOT);
        if (ROLES.contains(lower)) {
            return true;
        }
        for (var hyphen = lower.indexOf('-'); hyphen >= 0; hyphen = lower.indexOf('-', hyphen + 1)) {
            var next = lower.indexOf('-', hyphen + 1);
            if (ROLES.contains(lower.substring(hyphen + 1, next < 0 ? lower.length() : next))) {
                return true;
            }
        }
        return false;
    }

    /** Whether the word is one of those that sentences begin with. */
    static boolean other(String word) {
        return OTHERS.contains(word.toLowerCase(Locale.ROOT).replace('’', '\''));
    }
}
