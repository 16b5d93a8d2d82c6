"""Common given names, to notice a family name written first: « Dupont Jean »."""

from __future__ import annotations

from parution.bibliography.bibtex.entry_types import split_words
from parution.language.fold import fold

GIVEN_NAMES = split_words(
    """
    aaron abdel abdou adam adelaide adele adeline adrien agathe agnes ahmed aicha aime aissa
    alain alan albane albert alberto aldo alex alexander alexandra alexandre alexia alexis
    alfred alice aline alison alix alphonse amanda amandine ambre amelie amina amy ana anais
    anastasia anatole anders andre andrea andreas andree andrew angela angelique anita ann anna
    annabelle anne annette annick annie anthony antoine antonia antonin antonio apolline ariane
    arlette armand arnaud arthur astrid aude audrey auguste augustin aurelie aurelien aurore
    axel axelle aymeric bakary baptiste barbara bastien beatrice benedicte benjamin benoit
    berengere bernadette bernard berthe bertrand blaise blandine boris brandon brian brigitte
    bruce bruno camille carine carl carla carlos carmen carole caroline catherine cecile cedric
    celeste celia celine chantal charlene charles charlotte chloe christel christelle christian
    christiane christina christine christophe christopher claire clara clarisse claude claudia
    claudie claudine clemence clement clementine clotilde colette colin constance corentin
    corinne craig cyril cyrille damien dan daniel daniela daniele danielle danny david deborah
    delphine denis denise dennis diana diane didier dimitri dominique donald dorothee douglas
    edgar edith edmond edouard edward elena eleonore eliane elias elie eliott elisa elisabeth
    elise elizabeth ella elodie eloise elsa emeline emile emilie emily emma emmanuel emmanuelle
    enzo eric erica erik erwan estelle esther etienne eugene eva eve evelyne fabien fabienne
    fabrice fanny farid fatima faustine felicie felix ferdinand fernand fiona flavie flavien
    flora flore florence florent florian florine francesca francesco francis francisco franck
    francois francoise frank fred frederic frederique gabriel gabrielle gael gaelle gaetan gary
    gaspard gaston gautier genevieve geoffrey geoffroy george georges gerald geraldine gerard
    germain ghislain ghislaine gilbert gilberte gilles ginette giovanni gisele giulia giuseppe
    gladys gordon grace graham gregoire gregory guillaume gustave guy gwenaelle hadrien hannah
    hans harry hassan heather hector helen helena helene helga heloise henri henriette henry
    herve hippolyte honorine hortense hubert hugh hugo hugues ian ibrahim igor ines ingrid irene
    iris isaac isabel isabelle ivan jack jacob jacqueline jacques jade jamal james jan jane
    janet janine jason jean jeanne jeannine jeff jennifer jeremie jeremy jerome jesse jessica
    jesus jill jim joachim joan joanna joel joelle joffrey johan johann johanna john johnny
    jonas jonathan jordan jorge jose joseph josephine josette joshua josiane joyce juan judith
    jules julia julian julie julien juliette justin justine karen karim karine karl kate katell
    katherine kathleen kathryn kathy keith kelly ken kenneth kevin kim kimberly klaus laetitia
    lara larry laura laure laureline laurence laurent laurie lea leila leo leon leonard leonie
    leslie liam lidia lilian liliane lily linda line lionel lisa lise loic lola lorraine louis
    louise luc luca lucas lucette lucia lucie lucien lucienne lucile lucy ludivine ludovic luigi
    luis luke lydia lydie mael maelle magali magalie mahmoud maite malcolm malika manon manuel
    manuela marc marceau marcel marcelle marco margaret margaux margot marguerite maria mariam
    marianne marie mariette marilyn marina marine mario marion marise mark marlene martha
    martine mary mateo mathias mathieu mathilde mathis matilda matteo matthew matthias matthieu
    maud maurice max maxence maxim maxime megan mehdi melanie melina melissa mercedes meryl
    michael michel michele micheline michelle miguel mike milan mireille mohamed mohammed moise
    monica monique morgan morgane muriel mustapha mylene myriam nadege nadia nadine nancy nans
    naomi natacha natalia natalie nathalie nathan neil nelly nicholas nick nicolas nicole nils
    nina noe noel noelle noemie nora norbert norman odette odile olga olive oliver olivia
    olivier ophelie oriane oscar otto pablo pamela paola paolo pascal pascale pascaline patrice
    patricia patrick paul paula paulette pauline pedro perrine peter philip philippe philippine
    pierre pierrette pierrick quentin rachel rachid ralph ramon raoul raphael raphaelle raymond
    raymonde rebecca regine regis reinhard remi remy renaud rene renee richard robert roberte
    roberto robin rodolphe rodrigue roger roland rolande romain roman romane romeo romuald
    ronald rosa rosalie rose roseline roxane ruben rudolf russell ruth ryan sabine sabrina
    salome sam samantha sami samia samir samuel sandra sandrine sara sarah scott sean sebastian
    sebastien segolene serena serge sergio severine sharon sheila sibylle sidonie simon simone
    sofia solange solene soline sonia sophia sophie stanislas stella stephan stephane stephanie
    stephen steve steven stuart susan suzanne suzy sven sylvain sylvaine sylvestre sylvette
    sylviane sylvie tamara tania tatiana teddy teresa tessa theo theodore theophile therese
    thibaud thibault thierry thomas tim timothee timothy tina tiphaine titouan tobias tom tony
    tristan ugo ulrich ulysse ursula valentin valentine valerie valery vanessa vera veronica
    veronique vianney victor victoria victorien vincent violaine violette virginie vivian
    viviane vladimir walter wendy werner wilfried will william willy wolfgang xavier yacine yael
    yan yann yannick yasmina yasmine yohann yolande youssef yves yvette yvon yvonne zacharie zoe
    """
)
"""French, and English or other ones that stand in lists of authors, without accents."""

FAMILY_NAMES_TOO = split_words(
    """
    adam alain alan albert alexandre andre andrew antoine armand arnaud arthur auguste augustin
    baptiste bastien benoit bernard bertrand blaise brian bruce carl charles claude clement
    colin constance craig daniel david denis dennis didier dominique douglas edmond elias emile
    etienne eugene eve felix florent francis franck francois frank fred gabriel gael gary
    gautier george georges gerard germain gilbert gilles gordon grace graham gregoire gregory
    guillaume guy hans harry heather hector henri henry herve hubert hugh hugo hugues isaac jack
    jacob jacques james jan jason joan john jordan joseph jules julian julien karl keith kelly
    kim lambert laurent leon leonard leslie lorraine louis luc lucas luke marc marceau marion
    mark mathieu matthew maurice max maxime michel morgan nancy neil nicolas noel norman olive
    oliver olivier otto pascal patrick paul peter philip philippe pierre ralph raymond regis
    reinhard remy renaud rene richard robert robin roger roland romain roman rose russell ruth
    ryan salome samuel scott sebastien simon stephen steven stuart sylvestre theodore thibault
    thierry thomas toussaint ulrich valentin valentine valery victor vincent walter werner will
    xavier
    """
)
"""Given names that are common family names: behind another word they prove nothing."""


def is_given(word: str) -> bool:
    """Return whether a word is a common given name, or begins a compound of given names.

    >>> is_given("Jean-Baptiste"), is_given("Éloïse"), is_given("Dupont")
    (True, True, False)
    """
    return fold(word).replace("’", "'").partition("-")[0] in GIVEN_NAMES


def is_only_given(word: str) -> bool:
    """Return whether a word is a given name and hardly ever a family name.

    >>> is_only_given("Anne"), is_only_given("Martin"), is_only_given("Jean-Martin")
    (True, False, True)
    """
    return is_given(word) and fold(word) not in FAMILY_NAMES_TOO
