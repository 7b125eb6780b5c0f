package ua.example.pv;

/** Ознаки людини, обчислені з кадру. */
public final class Liudyna {
    public int vik;
    public boolean kapeliukh;
    public String pokhodzhennia;   // етнічне походження за рисами обличчя
    public int shkira;             // колір шкіри: 0 світла, 1 смаглява, 2 темна
    public int okuliary;
    public boolean rom;             // true, якщо обличчя схоже на ромське
    public double yakist;

    /** Дані, які ввів черговий. */
    public static final class Vidviduvach {
        public String prizvyshche;
        public String hromadianstvo;   // громадянство, зі слів гостя
        public String metaVizytu;
    }

    /** Кольори кузова. */
    public static final String[] KUZOV = {"білий", "чорний", "жовтий"};
}
