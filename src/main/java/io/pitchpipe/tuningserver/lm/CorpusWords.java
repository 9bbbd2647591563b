package io.pitchpipe.tuningserver.lm;

import java.util.List;
import java.util.Map;

/** The words that the demo base's sentences are made of, written for this project. */
final class CorpusWords {

    private CorpusWords() {}

    /** Subjects of short messages, and words that give them away. */
    static final Map<String, List<String>> TOPICS = Map.ofEntries(
            topic(
                    "billing",
                    "invoice,charged,charge,payment,bill,credit card,receipt,price,fee,twice,tax,amount,paid,card,overcharged,subscription"),
            topic(
                    "refund",
                    "refund,money back,return,reimburse,send back,get my money,exchange,returned,unused,broken item"),
            topic(
                    "shipping",
                    "delivery,package,parcel,shipped,courier,tracking,arrive,arrived,late,delayed,address,order,box,warehouse,deliver"),
            topic(
                    "account",
                    "password,login,log in,sign in,account,username,email address,locked,reset,profile,two factor,verification code,register"),
            topic(
                    "technical",
                    "error,crash,crashes,bug,screen,freezes,install,update,app,button,not working,broken,page,loading,slow,server,export"),
            topic(
                    "sports",
                    "match,team,goal,league,coach,player,season,won,scored,tournament,stadium,football,tennis,race,champion,cup"),
            topic(
                    "weather",
                    "rain,sunny,cloudy,storm,wind,snow,forecast,temperature,warm,cold,degrees,thunder,fog,umbrella,hot"),
            topic(
                    "food",
                    "recipe,bake,cook,restaurant,pizza,soup,bread,cheese,dinner,lunch,flour,salad,chicken,spicy,delicious,menu,rice"),
            topic(
                    "travel",
                    "flight,hotel,ticket,airport,train,trip,passport,beach,luggage,booking,tour,visa,vacation,island,travel"),
            topic("music", "song,band,album,guitar,concert,singer,piano,melody,drums,playlist,violin,radio,sing,dance"),
            topic(
                    "health",
                    "doctor,medicine,pain,fever,hospital,headache,nurse,vaccine,sleep,diet,exercise,sick,pills,cough"),
            topic(
                    "science",
                    "planet,atom,cell,energy,experiment,physics,star,telescope,chemistry,gravity,molecule,light,species,research"),
            topic(
                    "business",
                    "stock,market,shares,profit,company,bank,investors,sales,economy,trade,merger,revenue,prices,growth"),
            topic(
                    "politics",
                    "election,president,vote,parliament,minister,law,senate,campaign,government,policy,party,mayor,treaty"),
            topic(
                    "technology",
                    "computer,software,phone,internet,robot,chip,data,laptop,network,battery,camera,device,startup,code"),
            topic("animals", "dog,cat,horse,bird,fish,elephant,puppy,lion,rabbit,cow,wolf,whale,kitten,bear"),
            topic(
                    "school",
                    "teacher,exam,homework,class,student,university,lesson,essay,grade,school,library,study,course"),
            topic(
                    "home",
                    "kitchen,window,sofa,garden,roof,paint,lamp,bathroom,carpet,door,bedroom,rent,furniture,clean"));

    static final List<String> GOOD = List.of(
            "great,wonderful,excellent,amazing,love,loved,fantastic,perfect,happy,best,beautiful,good,nice,enjoyed,brilliant,superb,friendly,delightful,awesome,recommend,pleased,impressive,fun,charming"
                    .split(","));
    static final List<String> BAD = List.of(
            "terrible,awful,bad,worst,hate,hated,horrible,boring,broken,poor,disappointing,disappointed,useless,rude,slow,ugly,waste,dirty,annoying,dull,failed,unhappy,mess,cold"
                    .split(","));
    static final List<String> THINGS = List.of(
            "movie,film,book,service,food,hotel,phone,product,place,staff,story,game,room,show,price,support,quality,acting,meal,camera,app,song,coffee,seller,driver,teacher,lesson,shoes,battery,sound"
                    .split(","));
    static final List<String> PEOPLE =
            List.of("I,we,they,he,she,my friend,the customer,our team,my sister,the manager".split(","));

    /** Common words for the tasks on single words. */
    static final List<String> WORDS = List.of(
            ("time year people way day man thing woman life child world school state family student group country problem hand part place case week company system program question work "
                            + "number night point home water room mother area money story fact month lot right study book eye job word business issue side kind head house service friend father power "
                            + "hour game line end member law car city name team minute idea body information back parent face others level office door health person art war history party result "
                            + "change morning reason research girl guy moment air teacher force education apple river stone green blue red yellow small large long short high low old young new first "
                            + "last early happy strong light dark open close read write run walk talk listen think learn build break carry catch choose draw drink drive eat fall feel fight find fly "
                            + "forget give grow hear hold keep know leave lose make meet pay put ride ring rise say see sell send set show sing sit sleep speak spend stand swim take teach tell "
                            + "throw understand wake wear win table chair bottle window garden flower tree bird cat dog horse fish bread cheese milk sugar salt paper pencil train plane boat street bridge "
                            + "market church doctor nurse farmer driver painter singer king queen summer winter spring autumn monday friday january march island mountain forest desert ocean beach")
                    .split(" "));

    static final List<String> OPPOSITES = List.of(
            ("hot:cold,big:small,up:down,left:right,good:bad,new:old,fast:slow,open:closed,day:night,light:dark,rich:poor,long:short,high:low,early:late,full:empty,hard:soft,happy:sad,"
                            + "strong:weak,win:lose,buy:sell,push:pull,true:false,yes:no,in:out,on:off,first:last,young:old,wet:dry,clean:dirty,love:hate,start:stop,give:take,near:far,thick:thin,"
                            + "black:white,north:south,east:west,always:never,more:less,before:after")
                    .split(","));

    /** What stands around a subject's word; %s is the word. */
    static final List<String> FRAMES = List.of(
            "I have a question about the %s",
            "can you help me with %s",
            "the %s was mentioned today",
            "there is a problem with my %s",
            "please tell me more about %s",
            "we talked about the %s yesterday",
            "what about the %s",
            "my %s again",
            "I would like to know about %s and %s",
            "the %s and the %s",
            "he said the %s is new",
            "when will the %s come",
            "%s",
            "this is about %s",
            "why is the %s like that",
            "they found the %s near the %s",
            "no one told me about the %s",
            "a new %s for everyone",
            "I cannot find the %s",
            "you should see the %s",
            "our %s needs attention",
            "she wrote about the %s last week");

    /** What stands around a judgement; the first %s is a thing, the second the judging word. */
    static final List<String> OPINIONS = List.of(
            "the %s was %s",
            "this %s is %s",
            "what a %s, so %s",
            "I think the %s was really %s",
            "%s: %s",
            "we found the %s %s",
            "the %s is very %s and I told everyone",
            "honestly the %s seemed %s to me",
            "my %s was %s from the first day",
            "not sure about the rest but the %s was %s",
            "after a week the %s is still %s");

    /** Names that labels may have when they say nothing of what they mean. */
    static final List<String> LABELS = List.of(
            "A,B,C,D,E,1,2,3,4,0,red,blue,green,alpha,beta,gamma,yes,no,x,y,z,class one,class two,team a,team b,urgent,normal,low,high,other,keep,drop,left,right,in,out"
                    .split(","));

    private static Map.Entry<String, List<String>> topic(String name, String words) {
        return Map.entry(name, List.of(words.split(",")));
    }
}
