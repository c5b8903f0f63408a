/**
 * Words that say nothing about work, folded (lower case, no accents): function words of English, German, French, Spanish, Italian, Portuguese, Dutch and
 * Turkish, and the pronouns by which a text tells somebody's sex, which must not move a score. What advertisements repeat is no matter for a list: the
 * background table weighs it.
 */
export const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  `a about above across after again all also am an and any are as at be because been before being below between both but by can could did do does doing
  down during each few for from further had has have having here how if in into is it its itself just more most must no nor not of off on once only or other
  our out over own per same shall should so some such than that the then there these they this those through to too under until up upon us via very was we
  were what when where which while who whom why will with within without would you your yours
  he him his himself she her hers herself them their theirs themselves mx mr mrs ms i me my mine myself ours
  der die das den dem des ein eine einen einem einer eines und oder aber auch auf aus bei bis durch fur gegen im ins mit nach nicht noch nur ob ohne sein
  sehr sich sie sind um unter vom von vor war waren was wenn wer wie wir wird werden zu zum zur uber als dass ihr ihre ihren ihrem ihrer er
  le la les un une des du de et ou mais aux avec ce ces cette dans elle elles en entre est etre il ils je leur leurs lui ne nos notre nous par pas plus
  pour que qui sa ses son sont sur une vos votre vous sous chez
  el los las una unos unas del al y o u pero con como desde donde es esta este esto estos estas ha han hasta lo mas muy no nuestra nuestro para por que se
  ser si sin sobre son su sus tambien te tu ya
  il lo gli i uno ed della dello dei degli delle dal dalla nel nella nei nelle sul sulla col che chi ci come cui da di e non per piu si sono tra fra anche
  ao aos as com da das do dos na nas no nos num numa ou os para pela pelo pelos pelas que sao seu sua seus suas tambem um uma
  het een van voor naar bij met aan op uit tot zijn niet ook maar dat dit deze die wij jij hij zij hun haar onze
  ve ile bir bu icin da de olan olarak cok gibi ya veya ama en daha`
    .split(/\s+/)
    .filter((word) => word !== ''),
);
