class Student < ApplicationRecord
  RACES = ["American Indian", "Asian", "Black", "Native Hawaiian", "White", "Two or more"].freeze

  validates :race, inclusion: { in: RACES }, allow_blank: true
  validates :hispanic_ethnicity, inclusion: { in: [true, false, nil] }
  validates :last_name, :first_name, :birth_date, presence: true

  def self.enrollment_by_race(school)
    where(school: school).group(:race).count
  end
end
