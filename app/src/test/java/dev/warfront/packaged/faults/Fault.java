package dev.warfront.packaged.faults;

/// Where the program is to die: at one call of a port, as if the power had failed.
///
/// @param port full name of the interface
/// @param method its name; of overloaded ones all count
/// @param moment before the call is begun, or after it has succeeded and before anybody hears of it
/// @param nth 1 and up, of the calls that match
/// @param containing what the arguments (before) or the results (after) must have in their text; empty for any
public record BadWorld.Fault(String port, String method, Moment moment, int nth, String containing) {

    /// The program's system property, and what it exits with.
    public static final String PROPERTY = "warfront.test.fault";

    public static final int EXIT = 86;

    private static final String SEPARATOR = "|";

    public enum Moment {
        BEFORE,
        AFTER
    }

    public BadWorld.Fault {
        if (nth < 1) {
            throw new IllegalArgumentException("call " + nth);
        }
    }

    public static BadWorld.Fault before(String port, String method) {
        return new BadWorld.Fault(port, method, Moment.BEFORE, 1, "");
    }

    public static BadWorld.Fault after(String port, String method) {
        return new BadWorld.Fault(port, method, Moment.AFTER, 1, "");
    }

    public BadWorld.Fault nth(int call) {
        return new BadWorld.Fault(port, method, moment, call, containing);
    }

    public BadWorld.Fault with(String text) {
        return new BadWorld.Fault(port, method, moment, nth, text);
    }

    /// As [#PROPERTY] carries it.
    public String text() {
        return String.join(SEPARATOR, port, method, moment.name(), Integer.toString(nth), containing);
    }

    public static BadWorld.Fault parse(String text) {
        var parts = text.split("\\" + SEPARATOR, 5);
        return new BadWorld.Fault(parts[0], parts[1], Moment.valueOf(parts[2]), Integer.parseInt(parts[3]), parts[4]);
    }

    /// For a person.
    @Override
    public String toString() {
        var name = port.substring(port.lastIndexOf('.') + 1) + "." + method;
        var matching = containing.isEmpty() ? "" : " with " + containing;
        return moment.name().toLowerCase(java.util.Locale.ROOT) + " call " + nth + " of " + name + matching;
    }
}
